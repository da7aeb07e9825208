package io.fusebox.internal.jmx;

import io.fusebox.Mode;
import io.fusebox.internal.figures.CommonMode;
import io.fusebox.internal.figures.Snapshot;
import io.fusebox.internal.jmx.open.OpenAttribute;
import io.fusebox.internal.jmx.open.OpenBean;
import io.fusebox.internal.jmx.open.OpenOperation;
import io.fusebox.internal.registry.AgentView;
import io.fusebox.internal.registry.Registry;
import java.util.Map;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.openmbean.OpenMBeanConstructorInfo;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenMBeanOperationInfo;
import org.jspecify.annotations.Nullable;

/** Fusebox as a whole as an MBean: {@code fusebox:type=Fusebox}. Safe for use by any thread. */
final class FuseboxMBean extends OpenBean<FuseboxAttribute, Registry> {
    private static final MBeanInfo INFO = new OpenMBeanInfoSupport(
            FuseboxMBean.class.getName(),
            "Fusebox: all circuit breakers of this program",
            OpenAttribute.describe(FuseboxAttribute.ALL),
            new OpenMBeanConstructorInfo[0],
            new OpenMBeanOperationInfo[] {
                OpenOperation.action("reload", "Reads the configuration file again and says what came of it"),
                OpenOperation.info("snapshotJson", "Everything that the MBeans of Fusebox show, as one JSON object")
            },
            new MBeanNotificationInfo[0]);

    private static final Map<String, FuseboxAttribute> ATTRIBUTES = OpenAttribute.byName(FuseboxAttribute.ALL);

    private final MBeanRegistrar registrar;

    FuseboxMBean(Registry registry, MBeanRegistrar registrar) {
        super(registry, INFO, ATTRIBUTES);
        this.registrar = registrar;
    }

    @Override
    protected Registry reading() {
        return registry;
    }

    @Override
    protected @Nullable Object value(FuseboxAttribute attribute, Registry reading) {
        return attribute.figure().value(reading);
    }

    /** Writes the mode, the one attribute that can be written. */
    @Override
    protected synchronized void write(FuseboxAttribute attribute, @Nullable Object value) {
        Mode mode = Allowed.mode(value);
        AgentView agent = registry.agent();
        if (agent == null) {
            CommonMode.set(registry, mode);
        } else {
            agent.mode(mode.word());
        }
    }

    @Override
    protected String perform(String operation, @Nullable Object[] parameters) {
        if (operation.equals("snapshotJson")) {
            return Snapshot.json(registry);
        }
        AgentView agent = registry.agent();
        if (agent == null) {
            return "There is no agent here, and so no configuration file to read: all breakers come from code.";
        }
        String told = agent.reload();
        // Who asked finds the MBeans of new breakers at once.
        registrar.refresh();
        return told;
    }
}
