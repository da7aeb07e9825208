package shop.orders;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/parcel")
public class ParcelController extends RowController<Parcel> {
    public ParcelController(ParcelService service) {
        super(service);
    }
}
