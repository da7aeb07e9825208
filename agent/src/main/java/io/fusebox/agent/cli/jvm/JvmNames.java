package io.fusebox.agent.cli.jvm;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import io.fusebox.agent.cli.command.CommandFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the user may call a JVM: by process id, or by a part of the name of its main class. */
public final class JvmNames {

    private JvmNames() {}

    /** The process id. */
    public static String pidOf(String which) throws CommandFailed {
        if (!which.isEmpty() && which.chars().allMatch(c -> c >= '0' && c <= '9')) {
            if (which.length() > 18 || ProcessHandle.of(Long.parseLong(which)).isEmpty()) {
                throw Obstacle.noProcess(which);
            }
            return which;
        }
        List<VirtualMachineDescriptor> whole = new ArrayList<>();
        List<VirtualMachineDescriptor> parts = new ArrayList<>();
        for (VirtualMachineDescriptor jvm : others()) {
            String name = mainClassOf(jvm);
            if (name.equals(which) || name.endsWith('.' + which) || name.endsWith('/' + which)) {
                whole.add(jvm);
            } else if (name.toLowerCase(Locale.ROOT).contains(which.toLowerCase(Locale.ROOT))) {
                parts.add(jvm);
            }
        }
        List<VirtualMachineDescriptor> found = whole.isEmpty() ? parts : whole;
        if (found.isEmpty()) {
            throw new CommandFailed("no running Java program of this user is called '" + which + "'");
        }
        if (found.size() > 1) {
            throw new CommandFailed("'" + which + "' may be any of " + listed(found) + ": give the process id");
        }
        return found.get(0).id();
    }

    /** All JVMs of this user but this one. */
    public static List<VirtualMachineDescriptor> others() {
        String own = Long.toString(ProcessHandle.current().pid());
        List<VirtualMachineDescriptor> all = new ArrayList<>();
        for (VirtualMachineDescriptor jvm : VirtualMachine.list()) {
            if (!jvm.id().equals(own)) {
                all.add(jvm);
            }
        }
        return all;
    }

    /** The main class, or the jar that was started; empty if it cannot be told. */
    public static String mainClassOf(VirtualMachineDescriptor jvm) {
        String commandLine = jvm.displayName();
        if (commandLine.equals(jvm.id())) {
            return "";
        }
        int end = commandLine.indexOf(' ');
        return end < 0 ? commandLine : commandLine.substring(0, end);
    }

    private static String listed(List<VirtualMachineDescriptor> jvms) {
        StringBuilder list = new StringBuilder();
        for (VirtualMachineDescriptor jvm : jvms) {
            list.append(list.length() == 0 ? "" : ", ").append(jvm.id()).append(" (");
            list.append(mainClassOf(jvm)).append(')');
        }
        return list.toString();
    }
}
