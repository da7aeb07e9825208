package shop.catalog;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/supplier")
public class SupplierController extends RowController<Supplier> {
    public SupplierController(SupplierService service) {
        super(service);
    }
}
