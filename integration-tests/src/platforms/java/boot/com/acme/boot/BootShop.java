package com.acme.boot;

import com.acme.host.Talk;
import com.acme.shop.Shop;
import org.springframework.boot.Banner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The shop as a Spring Boot application. */
@Configuration
public class BootShop {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(BootShop.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.run(arguments);
    }

    @Bean
    Shop shop() {
        return new Shop();
    }

    @Bean
    CommandLineRunner runner(Shop shop) {
        return arguments -> Talk.with(shop);
    }
}
