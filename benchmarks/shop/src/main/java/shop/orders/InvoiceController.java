package shop.orders;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/invoice")
public class InvoiceController extends RowController<Invoice> {
    public InvoiceController(InvoiceService service) {
        super(service);
    }
}
