package org.steadyboard.host.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Reads JSON whose names of fields are forgotten with it. Jackson keeps up to 12,000 of the names
 * that it read, whatever they are and of up to 50,000 characters each: more than a service has.
 */
@ApplicationScoped
public class ForgottenNames {

  /** For what strangers say, and for what of it was stored. */
  public static JsonFactoryBuilder factory() {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
  }

  /**
   * In place of Quarkus' own, whose factory is made before anybody may change it. Customized as
   * that one: those of a higher priority come first.
   */
  @Produces
  @Singleton
  ObjectMapper mapper(@All List<ObjectMapperCustomizer> customizers) {
    var mapper = new ObjectMapper(factory().build());
    customizers.stream().sorted().forEach(c -> c.customize(mapper));
    return mapper;
  }
}
