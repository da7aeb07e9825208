package io.fusebox.agent.cli.jvm;

import io.fusebox.agent.cli.command.CommandFailed;
import io.fusebox.agent.config.value.EditDistance;
import java.util.List;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** How the user calls a breaker: by its name, or {@code name[key]}. */
final class NameLookup {

    private NameLookup() {}

    /** The MBean of the breaker. */
    static ObjectName find(String wanted, Management management) throws CommandFailed {
        List<ObjectName> all = management.breakers();
        String nearest = null;
        int least = Math.max(2, wanted.length() / 2);
        for (ObjectName bean : all) {
            String name = nameOf(bean);
            if (name.equals(wanted)) {
                return bean;
            }
            int distance = EditDistance.between(wanted, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        throw new CommandFailed(
                "process " + management.pid() + " has no breaker '" + wanted + "'" + hint(nearest, all));
    }

    private static String hint(@Nullable String nearest, List<ObjectName> all) {
        if (nearest != null) {
            return "; did you mean '" + nearest + "'?";
        }
        StringBuilder list = new StringBuilder(all.isEmpty() ? "; it has none" : "; it has ");
        String separator = "";
        for (ObjectName bean : all) {
            list.append(separator).append(nameOf(bean));
            separator = ", ";
        }
        return list.toString();
    }

    /** {@code http[api.acme.com]}, as logs and tables write it. */
    static String nameOf(ObjectName bean) {
        String name = bean.getKeyProperty("name");
        String key = bean.getKeyProperty("key");
        if (key == null) {
            return name;
        }
        return name + '[' + (key.startsWith("\"") ? ObjectName.unquote(key) : key) + ']';
    }
}
