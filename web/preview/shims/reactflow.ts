// Stands for reactflow, the earlier name of @xyflow/react, whose main export was the default.

export * from "@xyflow/react";
export { ReactFlow as default } from "@xyflow/react";
