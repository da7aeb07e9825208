package shop.people;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class AddressService extends RowService<Address> {
    public AddressService(AddressRepository rows) {
        super(rows, Address::new);
    }

    public String describe(Long id) {
        return "Address " + nameOf(id);
    }
}
