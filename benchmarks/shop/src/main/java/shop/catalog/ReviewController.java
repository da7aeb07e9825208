package shop.catalog;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/review")
public class ReviewController extends RowController<Review> {
    public ReviewController(ReviewService service) {
        super(service);
    }
}
