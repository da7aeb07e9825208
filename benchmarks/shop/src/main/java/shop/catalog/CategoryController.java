package shop.catalog;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/category")
public class CategoryController extends RowController<Category> {
    public CategoryController(CategoryService service) {
        super(service);
    }
}
