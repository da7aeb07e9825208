package io.fusebox.agent.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Name;
import org.junit.jupiter.api.Test;

/** {@code docs/what-if.md} names each field of the events. */
class WhatIfPageTest {
    @Test
    void thePageHasEachEventWithItsFields() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "what-if.md"));
        for (Class<?> event : new Class<?>[] {CallEvent.class, BreakerEvent.class}) {
            String name = event.getAnnotation(Name.class).value();
            String rows = page.substring(page.indexOf("| `" + name + "` |"));
            for (Field field : event.getDeclaredFields()) {
                if (!field.isSynthetic() && field.getAnnotations().length > 0) {
                    assertThat(rows).as(name).contains("`" + field.getName() + "`");
                }
            }
        }
    }
}
