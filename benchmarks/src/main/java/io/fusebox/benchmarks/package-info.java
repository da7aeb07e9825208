/** What a guarded call costs: Fusebox as users get it, woven by the agent, beside other circuit breakers. */
package io.fusebox.benchmarks;
