package io.fusebox.agent.jconsole;

import com.sun.tools.jconsole.JConsolePlugin;
import java.util.Map;
import javax.swing.JPanel;
import javax.swing.SwingWorker;
import org.jspecify.annotations.Nullable;

/** JConsole gets the tab from this class; there is one object for each connection. For the Swing thread. */
public final class FuseboxPlugin extends JConsolePlugin {
    private @Nullable BreakerReader reader;
    private @Nullable FuseboxPanel panel;

    /** For the service loader. */
    public FuseboxPlugin() {}

    @Override
    public Map<String, JPanel> getTabs() {
        BreakerReader started = new BreakerReader(getContext());
        FuseboxPanel shown = new FuseboxPanel(started);
        started.start(shown);
        reader = started;
        panel = shown;
        return Map.of("Fusebox", shown);
    }

    /** None: the tab reads at a pace of its own, since JConsole's is too slow to see a breaker at work. */
    @Override
    public @Nullable SwingWorker<?, ?> newSwingWorker() {
        return null;
    }

    @Override
    public void dispose() {
        if (reader != null) {
            reader.stop();
        }
        if (panel != null) {
            panel.stop();
        }
    }
}
