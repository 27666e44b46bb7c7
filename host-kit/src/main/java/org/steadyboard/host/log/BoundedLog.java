package org.steadyboard.host.log;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** {@link LineFilter} as the console of every service has it. */
@LoggingFilter(name = "bounded")
public final class BoundedLog extends LineFilter {
  private final ExtFormatter formatter = new PatternFormatter("%s");

  @Override
  protected String message(LogRecord said) {
    return String.valueOf(formatter.formatMessage(said));
  }

  @Override
  protected void replace(LogRecord said, String message) {
    super.replace(said, message);
    if (said instanceof ExtLogRecord extended) {
      extended.setMessage(message, ExtLogRecord.FormatStyle.NO_FORMAT);
    }
  }
}
