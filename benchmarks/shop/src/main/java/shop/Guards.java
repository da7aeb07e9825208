package shop;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The choice between resilience4j ({@code guard=resilience4j}) and nothing. */
@Configuration
public class Guards {
    @Bean
    @ConditionalOnProperty(name = "guard", havingValue = "none", matchIfMissing = true)
    Guard none() {
        return new Guard() {
            @Override
            public <T> T call(String name, Supplier<T> call) {
                return call.get();
            }
        };
    }

    /** In a class of its own: without the property nothing of resilience4j is loaded. */
    @Configuration
    @ConditionalOnProperty(name = "guard", havingValue = "resilience4j")
    static class Resilience4j {
        @Bean
        Guard breakers() {
            CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
            return new Guard() {
                @Override
                public <T> T call(String name, Supplier<T> call) {
                    return registry.circuitBreaker(name).executeSupplier(call);
                }
            };
        }
    }
}
