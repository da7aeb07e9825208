package io.fusebox.it.program;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Window;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import javax.swing.table.JTableHeader;
import javax.swing.text.JTextComponent;

/**
 * An agent that, attached to a program with windows, says in which window it shows a text and where: on a button that
 * can be pressed, a tab, a label, in a cell of a table or in a text. It looks and never touches.
 *
 * <p>Where the window is it does not say: without a window manager AWT may never learn where a dialog came to be.
 */
public final class Eyes {

    private Eyes() {}

    /** A file for the answer, a line break, and how the text begins. The answer is x and y of its middle and the window's title, or empty. */
    public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
        int end = arguments.indexOf('\n');
        String text = arguments.substring(end + 1);
        StringBuilder answer = new StringBuilder();
        SwingUtilities.invokeAndWait(() -> {
            Window[] windows = Window.getWindows();
            for (int i = windows.length - 1; i >= 0 && answer.isEmpty(); i--) {
                Rectangle found = windows[i].isShowing() ? find(windows[i], text) : null;
                if (found != null) {
                    answer.append((int) found.getCenterX()).append(' ').append((int) found.getCenterY());
                    answer.append(' ').append(titleOf(windows[i]));
                }
            }
        });
        Files.writeString(Path.of(arguments.substring(0, end)), answer);
    }

    private static String titleOf(Window window) {
        return window instanceof Dialog dialog
                ? dialog.getTitle()
                : window instanceof Frame frame ? frame.getTitle() : "";
    }

    /** Where in its window it is. */
    private static Rectangle find(Component component, String text) {
        Rectangle found = isSeen(component) ? within(component, text) : null;
        if (found != null) {
            return SwingUtilities.convertRectangle(component, found, SwingUtilities.getWindowAncestor(component));
        }
        if (component instanceof Container container) {
            for (Component part : container.getComponents()) {
                found = find(part, text);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** What does not fit in its window is not seen. */
    private static boolean isSeen(Component component) {
        return component.isShowing()
                && component instanceof JComponent visible
                && !visible.getVisibleRect().isEmpty();
    }

    private static Rectangle within(Component component, String text) {
        if (component instanceof JTabbedPane tabs && tabs.indexOfTab(text) >= 0) {
            return tabs.getBoundsAt(tabs.indexOfTab(text));
        }
        if (component instanceof JTableHeader header) {
            return header(header, text);
        }
        if (component instanceof JTable table) {
            return cell(table, text);
        }
        return shows(component, text) ? new Rectangle(component.getSize()) : null;
    }

    private static boolean shows(Component component, String text) {
        if (component instanceof AbstractButton button) {
            return button.isEnabled() && text.equals(button.getText());
        }
        if (component instanceof JTextComponent area) {
            return area.getText().contains(text);
        }
        return component instanceof JLabel label && starts(label.getText(), text);
    }

    private static Rectangle header(JTableHeader header, String text) {
        for (int column = 0; column < header.getColumnModel().getColumnCount(); column++) {
            if (text.equals(header.getColumnModel().getColumn(column).getHeaderValue())) {
                return header.getHeaderRect(column);
            }
        }
        return null;
    }

    private static Rectangle cell(JTable table, String text) {
        for (int row = 0; row < table.getRowCount(); row++) {
            for (int column = 0; column < table.getColumnCount(); column++) {
                Component cell = table.prepareRenderer(table.getCellRenderer(row, column), row, column);
                if (cell instanceof JLabel label && starts(label.getText(), text)) {
                    return table.getCellRect(row, column, false);
                }
            }
        }
        return null;
    }

    private static boolean starts(String shown, String text) {
        return shown != null && shown.startsWith(text);
    }
}
