package io.fusebox.agent.fit;

import io.fusebox.agent.config.value.Expression;

/**
 * An expression whose steps know who declares what they lead to, as far as the declared types tell.
 *
 * @param members all the members, by owner, name and type: equal where two methods are to read the very same ones
 */
record ResolvedExpression<E extends Expression>(E expression, String members) {}
