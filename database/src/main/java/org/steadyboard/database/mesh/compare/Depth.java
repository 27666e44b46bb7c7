package org.steadyboard.database.mesh.compare;

/** How closely ranges of rows are looked at before rows are. */
public enum Depth {
  /**
   * By key and version alone. It finds all that streams can miss, and reads no content: cheap
   * enough for every minute.
   */
  VERSIONS,
  /**
   * By everything that a row holds. It also finds one version with two contents, which only a
   * migration, a hand or a rotten disk can make.
   */
  CONTENT;

  /** A number that tells one row from every other, and one state of it from the next. */
  String hash(EnrolledTable table) {
    return switch (this) {
      case VERSIONS -> "uuid_hash_extended(t.id, hashtextextended(t.row_host, t.row_stamp))";
      case CONTENT -> table.rowHash();
    };
  }
}
