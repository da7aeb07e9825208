package shop.people;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class WishService extends RowService<Wish> {
    public WishService(WishRepository rows) {
        super(rows, Wish::new);
    }

    public String describe(Long id) {
        return "Wish " + nameOf(id);
    }
}
