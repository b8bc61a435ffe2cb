"""The papers of a made-up county's government: 预算报告, 调整方案, 上半年执行, 决算, 审计工作报告 and 整改报告, year after year."""
