package shop.catalog;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class CategoryService extends RowService<Category> {
    public CategoryService(CategoryRepository rows) {
        super(rows, Category::new);
    }

    public String describe(Long id) {
        return "Category " + nameOf(id);
    }
}
