package shop.catalog;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class SupplierService extends RowService<Supplier> {
    public SupplierService(SupplierRepository rows) {
        super(rows, Supplier::new);
    }

    public String describe(Long id) {
        return "Supplier " + nameOf(id);
    }
}
