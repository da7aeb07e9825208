package com.acme.mocks;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import com.acme.host.Talk;

/** Calls of mocks, of a spy and of the real thing. */
public final class Mocks {

    private Mocks() {}

    public static void main(String[] arguments) throws Exception {
        Talk.with(what -> {
            try {
                return switch (what) {
                    case "real" -> new Mailer().send(1);
                    case "spy" -> spy(new Mailer()).send(2);
                    case "gateway" -> String.valueOf(mock(Gateway.class).send(3));
                    default -> mocked();
                };
            } catch (RuntimeException thrown) {
                return thrown.getClass().getName();
            }
        });
    }

    private static String mocked() {
        Mailer mailer = mock(Mailer.class);
        when(mailer.send(5)).thenReturn("mocked");
        when(mailer.send(6)).thenThrow(new IllegalStateException());
        String answers = mailer.send(4) + " " + mailer.send(5) + " " + mailer.hashes(mailer);
        try {
            return answers + " " + mailer.send(6);
        } catch (IllegalStateException e) {
            return answers + " thrown";
        }
    }

    /** What is mocked. */
    public static class Mailer implements Gateway {
        @Override
        public String send(int number) {
            return "sent " + number;
        }

        public long hashes(Object other) {
            return other.hashCode() == 0 ? 0 : 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** An interface for which Mockito makes a class. */
    public interface Gateway {
        String send(int number);
    }
}
