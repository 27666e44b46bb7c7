package org.steadyboard.media;

/** The bytes that came are not those that were announced; nothing of them was kept. */
public final class WrongContent extends StoreRefusal {

  private static final long serialVersionUID = 1L;

  WrongContent(String expected, String came) {
    super("expected " + expected + ", but came " + came);
  }
}
