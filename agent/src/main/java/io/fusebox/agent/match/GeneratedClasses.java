package io.fusebox.agent.match;

import io.fusebox.agent.classfile.ClassFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classes that frameworks generate at run time to stand before a class of the program, and what such classes run on. A
 * wildcard never means them. They pass calls on to methods that are guarded themselves, so each would count twice or not
 * at all; and besides the program's methods they have their framework's, called when the class is initialised: one
 * rejection there, and the class is dead for good.
 */
public final class GeneratedClasses {
    /** Parts of the names of generated classes, each with its framework. */
    private static final String[][] NAMES = {
        {"$$SpringCGLIB$$", "Spring's proxies of classes, since Spring 6"},
        {"$$EnhancerBySpringCGLIB$$", "Spring's proxies of classes, before Spring 6"},
        {"$$FastClass", "how CGLIB, in Spring and in Guice too, calls methods without reflection"},
        {"$$EnhancerByCGLIB$$", "CGLIB's proxies"},
        {"$$KeyFactoryByCGLIB$$", "CGLIB's keys for classes that it has generated"},
        {"$$EnhancerByGuice$$", "Guice's proxies of intercepted classes"},
        {"$HibernateProxy$", "Hibernate's proxies of entities that are not loaded yet"},
        {"$HibernateBasicProxy$", "Hibernate's proxies of entities without an interceptor"},
        {"$HibernateInstantiator$", "how Hibernate makes entities without reflection"},
        {"$HibernateAccessOptimizer$", "how Hibernate reads and writes entities without reflection"},
        {"$MockitoMock$", "Mockito's mocks and spies, where it makes a class for them"},
        {"$ByteBuddy$", "subclasses that Byte Buddy made and nobody named"},
        {"$auxiliary$", "helpers that Byte Buddy makes for its subclasses"},
        {"$_$$_Weld", "Weld's client proxies and intercepted subclasses"},
        {"$$OwbNormalScopeProxy", "OpenWebBeans' proxies of beans with a scope"},
        {"$$OwbInterceptProxy", "OpenWebBeans' intercepted subclasses"},
        {"_$$_jvst", "Javassist's proxies"},
        {"_$$_javassist", "Javassist's proxies, before Javassist 3.20"},
        {"$$$view", "JBoss' and WildFly's views of enterprise beans"},
    };

    /** Suffixes behind the name of the superclass, each with its framework. */
    private static final String[][] SUFFIXES = {
        {"_ClientProxy", "Quarkus' proxies of beans with a scope"}, {"_Subclass", "Quarkus' intercepted subclasses"},
    };

    /** Interfaces of frameworks that generated classes implement, each with its framework. */
    private static final String[][] INTERFACES = {
        {"org/springframework/aop/SpringProxy", "Spring's proxies"},
        {"org/springframework/aop/framework/Advised", "Spring's proxies, as they show their advice"},
        {"org/springframework/cglib/proxy/Factory", "proxies by Spring's CGLIB"},
        {"net/sf/cglib/proxy/Factory", "CGLIB's proxies"},
        {"org/hibernate/proxy/HibernateProxy", "Hibernate's proxies"},
        {"org/hibernate/proxy/ProxyConfiguration", "Hibernate's proxies, where an interceptor is put in"},
        {"org/mockito/internal/creation/bytebuddy/MockAccess", "Mockito's mocks, before Mockito 5"},
        {"org/mockito/internal/creation/bytebuddy/access/MockAccess", "Mockito's mocks"},
        {"org/jboss/weld/proxy/WeldClientProxy", "Weld's client proxies"},
        {"org/jboss/weld/proxy/WeldConstruct", "what Weld generates"},
        {"org/jboss/weld/bean/proxy/ProxyObject", "Weld's proxies"},
        {"javassist/util/proxy/ProxyObject", "Javassist's proxies"},
        {"javassist/util/proxy/Proxy", "Javassist's proxies without a way to change their handler"},
        {"io/quarkus/arc/ClientProxy", "Quarkus' proxies of beans with a scope"},
        {"io/quarkus/arc/Subclass", "Quarkus' intercepted subclasses"},
    };

    /** Packages of the frameworks themselves on which generated classes run, and whose they are. */
    private static final String[][] PACKAGES = {
        {"org/springframework/cglib/", "Spring's CGLIB"},
        {"org/springframework/objenesis/", "how Spring makes objects without a constructor"},
        {"org/springframework/aop/framework/", "what Spring's proxies show of themselves"},
        {"org/springframework/boot/loader/", "the launcher of an executable jar, inside which the whole program runs"},
        {"net/sf/cglib/", "CGLIB"},
        {"net/bytebuddy/", "Byte Buddy"},
        {"org/mockito/", "Mockito"},
        {"org/objenesis/", "how Mockito makes objects without a constructor"},
        {"org/hibernate/proxy/", "what Hibernate's proxies run on"},
        {"org/hibernate/bytecode/", "what Hibernate's generated classes run on"},
        {"javassist/", "Javassist"},
        {"org/jboss/weld/bean/proxy/", "what Weld's proxies run on"},
        {"org/jboss/weld/proxy/", "what Weld's proxies show of themselves"},
        {"com/google/inject/internal/aop/", "what Guice's proxies run on"},
        {"io/quarkus/arc/", "what Quarkus' proxies run on"},
    };

    private GeneratedClasses() {}

    /**
     * What the class is, in words that end a sentence; null if it is not generated.
     *
     * @param pattern one that does not name the class itself
     * @param file the class file
     */
    public static @Nullable String kind(Guard pattern, String internalName, byte[] file) {
        for (String[] mark : NAMES) {
            if (internalName.contains(mark[0])) {
                return mark[1];
            }
        }
        for (String[] begin : PACKAGES) {
            if (internalName.startsWith(begin[0]) && !pattern.begins(begin[0])) {
                return begin[1];
            }
        }
        List<String> supertypes = new ClassFile(file).supertypes();
        for (String supertype : supertypes) {
            for (String[] mark : INTERFACES) {
                if (supertype.equals(mark[0])) {
                    return mark[1];
                }
            }
        }
        for (String[] suffix : SUFFIXES) {
            if (internalName.endsWith(suffix[0]) && !supertypes.isEmpty()) {
                String before = internalName.substring(0, internalName.length() - suffix[0].length());
                if (supertypes.contains(before)) {
                    return suffix[1];
                }
            }
        }
        return null;
    }
}
