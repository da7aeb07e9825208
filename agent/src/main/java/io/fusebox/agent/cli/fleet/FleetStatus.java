package io.fusebox.agent.cli.fleet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.cli.command.Screen;
import io.fusebox.agent.cli.table.Terminal;
import io.fusebox.agent.text.TerminalText;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code fleet status}: the table once. */
final class FleetStatus implements FleetAction {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final boolean json;

    FleetStatus(boolean json) {
        this.json = json;
    }

    @Override
    public void perform(FleetStore store, String fleet, Screen screen) throws CommandFailed {
        FleetView view = store.view(fleet);
        if (json) {
            screen.json(json(view));
            return;
        }
        if (view.hasNoJvm()) {
            // Its orders are in force on those that start.
            notes(view).forEach(screen::talk);
            String lastHeard = store.fleets().lastHeard(fleet);
            throw new CommandFailed("no JVM of fleet " + fleet + " has been heard of in the last 10 seconds"
                    + (lastHeard == null ? "" : "; the fleet was " + lastHeard));
        }
        new FleetTable(screen)
                .lines(view, screen.isTerminal() ? Terminal.columns() : 0)
                .forEach(screen::styled);
        screen.talk(view.sum());
        notes(view).forEach(screen::talk);
    }

    /** What stands below the table: orders, and what cannot be shown. Safe for a terminal. */
    static List<String> notes(FleetView view) {
        List<String> notes = new ArrayList<>();
        for (FleetOrder order : view.orders()) {
            notes.add(TerminalText.of(order.breaker()) + ": " + order.text());
        }
        if (view.unreadable() > 0) {
            notes.add("not shown: " + view.unreadable()
                    + " of the JVMs, whose version of Fusebox writes what this one cannot read");
        }
        return notes;
    }

    /** All that is known, as one JSON object. */
    static String json(FleetView view) throws CommandFailed {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("fleet", view.name());
            json.writeArrayFieldStart("orders");
            for (FleetOrder order : view.orders()) {
                json.writeStartObject();
                json.writeStringField("breaker", order.breaker());
                json.writeStringField("operation", order.operation());
                json.writeStringField("who", order.who());
                json.writeStringField("at", order.at().toString());
                json.writeStringField("reason", order.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("jvms");
            for (Member member : view.members()) {
                try (JsonParser parser = FACTORY.createParser(member.json())) {
                    parser.nextToken();
                    json.copyCurrentStructure(parser);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new CommandFailed("what the JVMs published cannot be written: " + e.getMessage(), e);
        }
        return text.toString();
    }
}
