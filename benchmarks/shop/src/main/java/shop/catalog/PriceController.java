package shop.catalog;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/price")
public class PriceController extends RowController<Price> {
    public PriceController(PriceService service) {
        super(service);
    }
}
