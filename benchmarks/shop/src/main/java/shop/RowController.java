package shop;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What all controllers answer. */
public abstract class RowController<T extends Row> {
    private final RowService<T> service;

    protected RowController(RowService<T> service) {
        this.service = service;
    }

    @PostMapping("/{name}")
    public Long add(@PathVariable String name) {
        return service.add(name);
    }

    @GetMapping("/{name}")
    public List<T> named(@PathVariable String name) {
        return service.named(name);
    }
}
