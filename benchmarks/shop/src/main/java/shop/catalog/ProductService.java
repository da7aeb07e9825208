package shop.catalog;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class ProductService extends RowService<Product> {
    public ProductService(ProductRepository rows) {
        super(rows, Product::new);
    }

    public String describe(Long id) {
        return "Product " + nameOf(id);
    }
}
