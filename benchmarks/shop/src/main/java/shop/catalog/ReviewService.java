package shop.catalog;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class ReviewService extends RowService<Review> {
    public ReviewService(ReviewRepository rows) {
        super(rows, Review::new);
    }

    public String describe(Long id) {
        return "Review " + nameOf(id);
    }
}
