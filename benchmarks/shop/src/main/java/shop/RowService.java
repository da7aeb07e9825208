package shop;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.transaction.annotation.Transactional;

/** What all services do. */
public abstract class RowService<T extends Row> {
    private final Rows<T> rows;
    private final Supplier<T> maker;

    protected RowService(Rows<T> rows, Supplier<T> maker) {
        this.rows = rows;
        this.maker = maker;
    }

    @Transactional
    public Long add(String name) {
        T row = maker.get();
        row.setName(name);
        return rows.save(row).getId();
    }

    @Transactional(readOnly = true)
    public List<T> named(String name) {
        return rows.findTop10ByNameOrderByIdDesc(name);
    }

    @Transactional(readOnly = true)
    public String nameOf(Long id) {
        return rows.findById(id).map(Row::getName).orElse("");
    }

    @Transactional
    public boolean rename(Long id, String name) {
        return rows.findById(id)
                .map(row -> {
                    row.setName(name);
                    return true;
                })
                .orElse(false);
    }

    @Transactional
    public void remove(Long id) {
        rows.deleteById(id);
    }
}
