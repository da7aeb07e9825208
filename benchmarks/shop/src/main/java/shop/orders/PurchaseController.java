package shop.orders;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/purchase")
public class PurchaseController extends RowController<Purchase> {
    public PurchaseController(PurchaseService service) {
        super(service);
    }
}
