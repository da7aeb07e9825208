package io.fusebox.internal.jmx.open;

import io.fusebox.internal.registry.AgentView;
import io.fusebox.internal.registry.Registry;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/**
 * An MBean over a table of attributes. What goes wrong reaches the client as an exception of the JDK with the whole
 * message: clients have no class of Fusebox.
 *
 * @param <A> the rows of the table
 * @param <R> what the values of all attributes are taken from, as of one moment
 */
public abstract class OpenBean<A extends OpenAttribute, R> implements DynamicMBean {
    public final Registry registry;
    private final MBeanInfo info;
    private final Map<String, A> attributes;

    public OpenBean(Registry registry, MBeanInfo info, Map<String, A> attributes) {
        this.registry = registry;
        this.info = info;
        this.attributes = attributes;
    }

    /** Everything as of now. */
    protected abstract R reading();

    protected abstract @Nullable Object value(A attribute, R reading);

    /**
     * Writes a writable attribute.
     *
     * @throws IllegalArgumentException if the value is refused; the message says what is allowed
     */
    protected abstract void write(A attribute, @Nullable Object value);

    /**
     * Performs an operation that the MBean has.
     *
     * @return what came of it, in a sentence
     * @throws IllegalArgumentException if a parameter is refused; the message says what is allowed
     */
    protected abstract String perform(String operation, @Nullable Object[] parameters);

    @Override
    public final MBeanInfo getMBeanInfo() {
        return info;
    }

    @Override
    public final @Nullable Object getAttribute(String name) throws AttributeNotFoundException, MBeanException {
        A attribute = find(name);
        try {
            return value(attribute, reading());
        } catch (RuntimeException fault) {
            throw internal("reading " + name, fault);
        }
    }

    /** The attributes as of one moment; those that cannot be read are left out. */
    @Override
    public final AttributeList getAttributes(String[] names) {
        AttributeList values = new AttributeList(names.length);
        R reading = reading();
        for (String name : names) {
            A attribute = attributes.get(name);
            try {
                if (attribute != null) {
                    values.add(new Attribute(name, value(attribute, reading)));
                }
            } catch (RuntimeException fault) {
                registry.faults().report("reading " + name + " over JMX", fault);
            }
        }
        return values;
    }

    @Override
    public final void setAttribute(Attribute change)
            throws AttributeNotFoundException, InvalidAttributeValueException, MBeanException {
        String name = change.getName();
        A attribute = find(name);
        if (!attribute.isWritable()) {
            throw new AttributeNotFoundException(name + " can only be read");
        }
        checkMayChange();
        try {
            write(attribute, change.getValue());
        } catch (IllegalArgumentException refused) {
            throw new InvalidAttributeValueException(refused.getMessage());
        } catch (RuntimeException fault) {
            throw internal("writing " + name, fault);
        }
    }

    /** Writes the attributes; those that are refused are missing from the result, as JMX has it. */
    @Override
    public final AttributeList setAttributes(AttributeList changes) {
        AttributeList written = new AttributeList(changes.size());
        for (Attribute change : changes.asList()) {
            if (isAccepted(change)) {
                written.add(change);
            }
        }
        return written;
    }

    private boolean isAccepted(Attribute change) {
        try {
            setAttribute(change);
            return true;
        } catch (JMException refused) {
            return false;
        }
    }

    @Override
    public final Object invoke(String operation, @Nullable Object @Nullable [] given, String @Nullable [] signature)
            throws MBeanException, ReflectionException {
        @Nullable Object[] parameters = given == null ? new Object[0] : given;
        MBeanOperationInfo found = find(operation, parameters.length);
        if (found.getImpact() != MBeanOperationInfo.INFO) {
            checkMayChange();
        }
        try {
            return perform(operation, parameters);
        } catch (IllegalArgumentException refused) {
            throw new MBeanException(plain(refused), refused.getMessage());
        } catch (RuntimeException fault) {
            throw internal(operation, fault);
        }
    }

    private A find(String name) throws AttributeNotFoundException {
        A attribute = attributes.get(name);
        if (attribute == null) {
            throw new AttributeNotFoundException("there is no attribute " + name);
        }
        return attribute;
    }

    private MBeanOperationInfo find(String operation, int parameters) throws ReflectionException {
        for (MBeanOperationInfo known : info.getOperations()) {
            if (known.getName().equals(operation) && known.getSignature().length == parameters) {
                return known;
            }
        }
        String what = "there is no operation " + operation + " with " + parameters + " parameters";
        throw new ReflectionException(new NoSuchMethodException(what), what);
    }

    private void checkMayChange() throws MBeanException {
        AgentView agent = registry.agent();
        if (agent != null && !agent.jmx().equals("on")) {
            String why = "JMX is read-only here (agent.jmx = " + agent.jmx()
                    + "): set agent.jmx = on in the configuration file to allow changes";
            throw new MBeanException(new IllegalStateException(why), why);
        }
    }

    private MBeanException internal(String what, RuntimeException fault) {
        registry.faults().report(what + " over JMX", fault);
        return new MBeanException(plain(fault), what + " failed inside Fusebox: " + fault);
    }

    /** The same in a class that every client has. */
    private static RuntimeException plain(RuntimeException fault) {
        return fault instanceof IllegalArgumentException
                ? new IllegalArgumentException(fault.getMessage())
                : new IllegalStateException(fault.toString());
    }
}
