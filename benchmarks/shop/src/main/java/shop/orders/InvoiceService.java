package shop.orders;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class InvoiceService extends RowService<Invoice> {
    public InvoiceService(InvoiceRepository rows) {
        super(rows, Invoice::new);
    }

    public String describe(Long id) {
        return "Invoice " + nameOf(id);
    }
}
