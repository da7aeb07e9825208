package io.fusebox.agent.config.spelling;

/** The number of letters by which two words differ. Loaded only for an unknown word. */
public final class EditDistance {
    /** Longer words are no misspelt key, and would take long to compare. */
    private static final int MAX_LENGTH = 60;

    private EditDistance() {}

    /**
     * The number of letters that must be put in, left out, replaced or swapped with their neighbour to get from one word
     * to the other; case, hyphens and underscores make no difference.
     */
    public static int between(String one, String other) {
        String a = letters(one);
        String b = letters(other);
        if (a.length() > MAX_LENGTH || b.length() > MAX_LENGTH) {
            return Integer.MAX_VALUE;
        }
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int replaced = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replaced, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, 1 + distance[i - 2][j - 2]);
                }
                distance[i][j] = least;
            }
        }
        return distance[a.length()][b.length()];
    }

    private static String letters(String word) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '-' && c != '_') {
                letters.append(Character.toLowerCase(c));
            }
        }
        return letters.toString();
    }
}
