package shop.catalog;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class StockService extends RowService<Stock> {
    public StockService(StockRepository rows) {
        super(rows, Stock::new);
    }

    public String describe(Long id) {
        return "Stock " + nameOf(id);
    }
}
