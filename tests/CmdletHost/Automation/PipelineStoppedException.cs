namespace System.Management.Automation;

public class PipelineStoppedException() : RuntimeException("The pipeline has been stopped.");
