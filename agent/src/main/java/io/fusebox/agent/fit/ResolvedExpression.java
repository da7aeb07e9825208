package io.fusebox.agent.fit;

import io.fusebox.agent.config.value.Expression;

/**
 * An expression with the declaring class of each step, as far as the declared types show it.
 *
 * @param members all members, by owner, name and type; equal if two methods read the very same members
 */
record ResolvedExpression<E extends Expression>(E expression, String members) {}
