package org.steadyboard.host;

import java.util.Map;
import javax.sql.DataSource;

/**
 * The host that {@link HostTestResource} made, for a test that is not in one process with its
 * service.
 *
 * @param database as the service's own role
 * @param settings the environment of its services
 */
public record HostAtTest(DataSource database, DataSource superuser, Map<String, String> settings) {}
