/**
 * Breakers as MBeans of open types, so that any JMX client can read them without a class of Fusebox.
 *
 * <pre>
 * EventThread → JmxExport → JmxPublisher    looks for an MBean server
 *                             MBeanRegistrar       the MBeans on that server, as breakers come and go
 *                               FuseboxMBean          fusebox:type=Fusebox
 *                               CircuitBreakerMBean   fusebox:type=CircuitBreaker,name=…
 * </pre>
 *
 * <p>Loaded on Fusebox's own thread only: {@code JmxPublisher} at its first look, the rest once there is an MBean server.
 * With the agent attached the bootstrap loader owns these classes.
 */
@NullMarked
package io.fusebox.internal.jmx;

import org.jspecify.annotations.NullMarked;
