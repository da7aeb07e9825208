package shop;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.NoRepositoryBean;

/** What all repositories can do. */
@NoRepositoryBean
public interface Rows<T extends Row> extends JpaRepository<T, Long> {
    List<T> findTop10ByNameOrderByIdDesc(String name);
}
