variable "s3_integration_bucket_name" {}
variable "s3_integration_bucket_account" {}

data "aws_partition" "current" {}

resource "aws_iam_policy" "reports" {
  name = "ProwlerS3Integration"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:DeleteObject"]
        Resource = ["arn:${data.aws_partition.current.partition}:s3:::${var.s3_integration_bucket_name}/*test-prowler-connection.txt"]
        Condition = { StringEquals = { "s3:ResourceAccount" = var.s3_integration_bucket_account } }
      },
      {
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = ["arn:${data.aws_partition.current.partition}:s3:::${var.s3_integration_bucket_name}/*"]
        Condition = { StringEquals = { "s3:ResourceAccount" = var.s3_integration_bucket_account } }
      },
      {
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = ["arn:${data.aws_partition.current.partition}:s3:::${var.s3_integration_bucket_name}"]
        Condition = { StringEquals = { "s3:ResourceAccount" = var.s3_integration_bucket_account } }
      }
    ]
  })
}
