package shop.people;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class CustomerService extends RowService<Customer> {
    public CustomerService(CustomerRepository rows) {
        super(rows, Customer::new);
    }

    public String describe(Long id) {
        return "Customer " + nameOf(id);
    }
}
