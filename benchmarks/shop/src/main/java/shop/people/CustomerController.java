package shop.people;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/customer")
public class CustomerController extends RowController<Customer> {
    public CustomerController(CustomerService service) {
        super(service);
    }
}
