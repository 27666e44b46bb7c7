package org.steadyboard.lesson.identity.account;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.steadyboard.lesson.row.ReplicatedRow;

/** What a teacher's browser wants to find again on another one; its id is the account's. */
@Entity
@Table(schema = "identity", name = "preference")
public class Preference extends ReplicatedRow {

  @JdbcTypeCode(SqlTypes.JSON)
  public JsonNode document;
}
