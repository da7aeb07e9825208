package shop.catalog;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/stock")
public class StockController extends RowController<Stock> {
    public StockController(StockService service) {
        super(service);
    }
}
