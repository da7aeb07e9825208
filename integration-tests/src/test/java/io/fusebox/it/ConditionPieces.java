package io.fusebox.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The comparisons of a condition, and what stays of the condition without each of them. */
final class ConditionPieces {
    private final String text;
    private final List<String> comparisons = new ArrayList<>();

    ConditionPieces(String text) {
        this.text = text;
        rest(text, -1);
    }

    /** Each comparison, with the condition without it. Of a condition with one comparison nothing stays: it is empty. */
    Map<String, String> rest() {
        Map<String, String> rests = new LinkedHashMap<>();
        List<String> all = List.copyOf(comparisons);
        for (int i = 0; i < all.size(); i++) {
            comparisons.clear();
            rests.put(all.get(i), rest(text, i));
        }
        return rests;
    }

    /** The part of a condition without the comparison of that number; empty if nothing stays. */
    private String rest(String part, int left) {
        String trimmed = part.strip();
        for (String operator : List.of("||", "&&")) {
            List<String> operands = split(trimmed, operator);
            if (operands.size() > 1) {
                List<String> kept = new ArrayList<>();
                for (String operand : operands) {
                    String rest = rest(operand, left);
                    if (!rest.isEmpty()) {
                        kept.add(rest);
                    }
                }
                return String.join(" " + operator + " ", kept);
            }
        }
        int open = trimmed.startsWith("!(") ? 2 : trimmed.startsWith("(") ? 1 : 0;
        if (open > 0) {
            String inner = rest(trimmed.substring(open, trimmed.length() - 1), left);
            return inner.isEmpty() ? "" : trimmed.substring(0, open) + inner + ")";
        }
        comparisons.add(trimmed);
        return comparisons.size() - 1 == left ? "" : trimmed;
    }

    /** The operands of an operator that stands outside of parentheses and texts. */
    private static List<String> split(String part, String operator) {
        List<String> operands = new ArrayList<>();
        int begin = 0;
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && !quoted && part.startsWith(operator, i)) {
                operands.add(part.substring(begin, i));
                begin = i + operator.length();
            }
        }
        operands.add(part.substring(begin));
        return operands;
    }
}
