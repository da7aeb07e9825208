package shop.catalog;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/product")
public class ProductController extends RowController<Product> {
    public ProductController(ProductService service) {
        super(service);
    }
}
