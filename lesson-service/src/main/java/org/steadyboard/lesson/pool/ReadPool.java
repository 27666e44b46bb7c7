package org.steadyboard.lesson.pool;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads have a pool of their own (settings under {@code quarkus.datasource.reading}), so that
 * neither writers that wait for each other nor searches take what a class reads with. Within a
 * transaction they go over its connection, and see what it wrote.
 */
@ApplicationScoped
public class ReadPool implements ReadConnections {

  private final AgroalDataSource reading;
  private final AgroalDataSource writing;
  private final TransactionSynchronizationRegistry transactions;

  public ReadPool(
      @DataSource("reading") AgroalDataSource reading,
      AgroalDataSource writing,
      TransactionSynchronizationRegistry transactions) {
    this.reading = reading;
    this.writing = writing;
    this.transactions = transactions;
  }

  @Override
  public Connection open() throws SQLException {
    var isWithin = transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    return (isWithin ? writing : reading).getConnection();
  }
}
