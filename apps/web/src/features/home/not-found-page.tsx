import { Container, Stack, Text, Title } from "@mantine/core";

export const NotFoundPage = () => (
  <Container component="main" size="sm" py={64}>
    <Stack>
      <Title order={1} size="h2">
        Không có trang này
      </Title>
      <Text>
        Địa chỉ có thể đã gõ sai hoặc trang đã được chuyển. <a href="/">Về trang Việc cần làm</a>.
      </Text>
    </Stack>
  </Container>
);
