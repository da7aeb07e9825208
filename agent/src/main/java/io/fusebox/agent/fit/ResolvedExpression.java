package io.fusebox.agent.fit;

import io.fusebox.agent.config.value.Expression;

/**
 * An expression with the declaring class of each step, as far as the declared types show it.
 *
 * @param text the expression as it was written
 * @param members all members, by owner, name and type; equal if two methods read the very same members
 * @param isLenient whether a member that is missing or null is no fault
 */
record ResolvedExpression<E extends Expression>(E expression, String text, String members, boolean isLenient) {
    /** Equal if two methods are asked the same in the same way. */
    String identity() {
        return text + ' ' + members;
    }
}
