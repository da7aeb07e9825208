package shop.catalog;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class PriceService extends RowService<Price> {
    public PriceService(PriceRepository rows) {
        super(rows, Price::new);
    }

    public String describe(Long id) {
        return "Price " + nameOf(id);
    }
}
