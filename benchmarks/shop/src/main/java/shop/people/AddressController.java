package shop.people;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/address")
public class AddressController extends RowController<Address> {
    public AddressController(AddressService service) {
        super(service);
    }
}
