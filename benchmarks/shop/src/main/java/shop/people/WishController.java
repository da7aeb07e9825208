package shop.people;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/wish")
public class WishController extends RowController<Wish> {
    public WishController(WishService service) {
        super(service);
    }
}
